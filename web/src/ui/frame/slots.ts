import { createContext, use } from 'react';

/** Places of the frame that a page fills from within: the breadcrumb, the tools beside it, and the panel at the right. */
export type FrameSlots = { readonly place: HTMLElement | null; readonly panel: HTMLElement | null; readonly tips: HTMLElement | null };

export const FrameSlotsContext = createContext<FrameSlots>({ place: null, panel: null, tips: null });
export const useFrameSlots = (): FrameSlots => use(FrameSlotsContext);

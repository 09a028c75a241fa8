export { AdministrationTabs, type TabId } from '../../app/administration-tabs.tsx'; // pages of other features stand beside these

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTutti } from '../platform/testing/browser.ts';
import { checkFirewall } from './story/firewall.ts';
import { checkDecisions, checkMails, checkNobodyForbidden } from './story/ledger.ts';
import { answerMails } from './story/mail.ts';
import { answerQuestion, takeQuestion } from './story/question.ts';
import { openStage, type Stage } from './story/stage.ts';
import { planVisit, seeInsight } from './story/visit.ts';
import { approveCascade, recordWin, seeCascade, type Shown } from './story/win.ts';

// The story from end to end, one chapter after the other on the same company: what an earlier one saved, a later one finds.

let stage: Stage;
const shown: Shown[] = [];
const cascadeId = (): number => shown[0]?.cascadeId ?? assert.fail('no cascade was seen');
before(async () => { stage = await openStage(await openTutti()); });
after(() => stage?.close());

test('1 Leopold records that Empire Health covers GLIDIM, and sees before what his save will start', () => recordWin(stage));
test('2 the cascade decides about 3,091 prescribers and gives the reasons and the records of each', async () => { shown.push(await seeCascade(stage)); });
test('3 Benjamin has the notice, the segment and the journey on his page, and approves in two clicks', async () => { shown.push(await approveCascade(stage)); });
test('4 the mail goes both ways: a choice, a reply and an unsubscription reach where they belong', () => answerMails(stage, cascadeId()));
test('5 Elizabeth takes a question that no approved answer covers, and hands it to a liaison who is free and certified now', () => takeQuestion(stage));
test('6 Priyanka answers, and asks Michael to visit two colleagues; nothing medical crosses', () => answerQuestion(stage));
test('7 Michael is told on his phone, sees the history of the practice as far as his role goes, and plans the visit', () => planVisit(stage));
test('8 Peter sees engagement, orchestration, awareness, and the accounts that resemble Empire Health', () => seeInsight(stage));
test('the ledger holds one decision with its reasons for each of the 3,091, and the pages said the same', () => checkDecisions(stage, shown));
test('each mail of the cascade belongs to somebody chosen for it, left once and arrived once', () => checkMails(stage, cascadeId()));
test('nobody whom a record protects got a mail', () => checkNobodyForbidden(stage, cascadeId()));
test('what the liaison said can be fetched by medical affairs and by nobody else', () => checkFirewall(stage));
test('no page of the story has a barrier that axe knows', () => assert.deepEqual(stage.barriers, []));
test('no page of the story says an error in the console', () => assert.deepEqual(stage.errors, []));

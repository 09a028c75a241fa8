/** Words of change requests. */
export const requestWords = {
  tab: 'Change requests', wrong: 'Something is wrong', newPerson: 'New person',
  kinds: { correct: 'Correction', new_person: 'New person', close_affiliation: 'Affiliation to be closed', merge: 'Records to be merged' } as Readonly<Record<string, string>>,
  states: { new: 'Kept back', submitted: 'Submitted', pending: 'Taken up', processed: 'Processed', cancelled: 'Taken back' } as Readonly<Record<string, string>>,
  results: { accepted: 'Accepted', rejected: 'Rejected', modified: 'Modified', already_applied: 'Already applied' } as Readonly<Record<string, string>>,
  fields: { name: 'Name', givenName: 'Given name', familyName: 'Family name', credential: 'Credential', specialtyName: 'Specialty', city: 'City', state: 'State', postalCode: 'ZIP', email: 'E-mail', phone: 'Telephone', record: 'New record', merge: 'Merge' } as Readonly<Record<string, string>>,
  ask: {
    title: (name: string) => `What is wrong with ${name}?`, what: 'What it is about', correct: 'A field is wrong', close: 'An affiliation has ended', duplicate: 'Another record is the same', note: 'How you know', noteHint: 'The steward reads this and answers it.',
    unchanged: 'Leave what is right as it is.', contactHint: 'A further one; what is on file stays.', none: 'No affiliation is on file.', other: 'Number of the other record', otherHint: 'As it stands on its page, such as C20771.', file: 'A letter or a photo (PDF, PNG, JPEG, at most 10 MB)', save: 'Ask for the change', cancel: 'Cancel', tooBig: 'The file is larger than 10 MB.', wrongFile: 'Choose a PDF, a PNG or a JPEG.', noFile: 'Without a file', noOther: 'No record of this number that you may see.',
    lacks: { correct: 'Change what is wrong.', close_affiliation: 'Choose what has ended.', merge: 'Name the other record.' }, lacksNote: 'Say how you know.', lacksName: 'Give both names.',
    personTitle: 'A person who is not on file', personLead: 'The record is there at once, marked as not checked yet, and you can work with it. The steward checks it.', savePerson: 'Add the person',
  },
  expected: (hours: number) => (hours < 1 ? 'Such requests took less than an hour of late.' : hours < 48 ? `Such requests took about ${Math.round(hours)} ${Math.round(hours) === 1 ? 'hour' : 'hours'} of late.` : `Such requests took about ${Math.round(hours / 24)} days of late.`), notKnown: 'How long it takes is not known yet: too few such requests were decided.',
  asked: (time: string) => `Asked. ${time}`, added: (time: string) => `Added, and usable at once. ${time}`,
  page: {
    title: (waiting: number, more: boolean) => (more ? `More than ${waiting} requests wait` : waiting === 0 ? 'No request waits' : `${waiting} ${waiting === 1 ? 'request waits' : 'requests wait'}`), titles: { mine: 'Your change requests', waiting: 'Change requests that wait', decided: 'Decided change requests' } as Readonly<Record<string, string>>, subtitle: 'One request for each thing that is wrong, however many records it touches.', views: { mine: 'Yours', waiting: 'To decide', decided: 'Decided' }, label: 'Change requests',
    empty: { mine: 'You have asked for nothing yet. On a customer’s page, Something is wrong begins a request.', waiting: 'No request waits for a steward.', decided: 'No request is decided yet.' } as Readonly<Record<string, string>>,
    heads: { who: 'About', kind: 'What', state: 'State', by: 'Asked by', when: 'When' },
  },
  panel: {
    above: (id: number) => `Request ${id}`, note: 'How they know', lines: 'What is asked for', files: 'Files', from: (stated: string, wanted: string) => (stated ? `${stated} should be ${wanted || 'closed'}` : `is missing, should be ${wanted}`), applied: (value: string) => `now ${value}`, answer: 'Answer', answered: (name: string, when: string) => `${name}, ${when}`, open: 'Open the record',
    take: 'Take it up', decide: 'Decide', result: (field: string) => `What becomes of ${field}`, instead: 'What it should say instead', why: 'Why', answerLabel: 'Answer to who asked', decided: 'Decided. Who asked has been told.', taken: 'Taken up.', cancel: 'Take the request back', cancelled: 'Taken back.', mayNot: 'Only a data steward decides.', needsResult: 'Choose what becomes of each line.',
  },
  unverified: 'Not checked by a steward yet',
} as const;

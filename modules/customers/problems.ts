import { problems } from '#platform/problem';

problems({
  'customers.npi_invalid': { status: 400, title: 'This is no NPI: its check digit does not fit.' },
  'customers.identifier_taken': { status: 409, title: 'Another customer has this identifier.' },
  'customers.import_header': { status: 400, title: 'The first line of the file does not fit the format.' },
  'customers.import_mapping': { status: 400, title: 'The mapping does not fit the file.' },
  'customers.import_unreadable': { status: 400, title: 'The file cannot be read.' },
  'customers.import_broken_off': { status: 400, title: 'The upload broke off. What was loaded stays; load the same file again for the rest.' },
  'customers.merge_refused': { status: 409, title: 'These records may not be merged.' },
  'customers.merge_undone': { status: 409, title: 'This merge has been undone already.' },
  'customers.merge_in_flight': { status: 409, title: 'A message to this customer is leaving at this moment. Try again in a minute.' },
});

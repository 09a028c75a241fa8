import { problems } from '#platform/problem';

problems({
  'customers.npi_invalid': { status: 400, title: 'This is no NPI: its check digit does not fit.' },
  'customers.identifier_taken': { status: 409, title: 'Another customer has this identifier.' },
  'customers.import_header': { status: 400, title: 'The first line of the file does not fit the format.' },
  'customers.import_mapping': { status: 400, title: 'The mapping does not fit the file.' },
  'customers.import_unreadable': { status: 400, title: 'The file cannot be read.' },
  'customers.import_too_big': { status: 413, title: 'The file is too big.' },
  'customers.import_no_room': { status: 507, title: 'The disk has too little room for this file.' },
  'customers.import_url_refused': { status: 400, title: 'This address is not fetched from.' },
  'customers.import_under_way': { status: 409, title: 'This file is being loaded.' },
  'customers.import_undone': { status: 409, title: 'This import was undone already, or is not finished.' },
  'customers.import_broken_off': { status: 400, title: 'The upload broke off. What was loaded stays; load the same file again for the rest.' },
  'customers.merge_refused': { status: 409, title: 'These records may not be merged.' },
  'customers.merge_undone': { status: 409, title: 'This merge has been undone already.' },
  'customers.merge_in_flight': { status: 409, title: 'A message to this customer is leaving at this moment. Try again in a minute.' },
  'customers.match_rule_invalid': { status: 400, title: 'The match rule cannot be read.' },
  'customers.match_rule_settled': { status: 409, title: 'Only a draft can become the live rule.' },
  'customers.match_too_costly': { status: 409, title: 'These keys would compare too many pairs.' },
});

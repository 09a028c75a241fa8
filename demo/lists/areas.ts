/** A territory's ground: its name, weight among prescribers, and its towns with a postal code and a telephone area. */
export type Area = {
  readonly name: string; readonly state: string; readonly zone: string; readonly weight: number; readonly phone: string;
  readonly towns: readonly (readonly [town: string, postalCode: string])[];
};

const EASTERN = 'America/New_York';
// oxlint-disable-next-line max-params -- a row of a table reads best as a row
const area = (name: string, state: string, phone: string, weight: number, towns: Area['towns'], zone = EASTERN): Area => ({ name, state, zone, weight, phone, towns });
// oxlint-disable-next-line max-params -- a row of a table reads best as a row
const nyc = (name: string, phone: string, weight: number, postalCodes: readonly string[], town = 'New York') => area(name, 'NY', phone, weight, postalCodes.map((code) => [town, code] as const));

/** Forty territories: New York first, its neighbours, and a few far enough away that their clocks differ. */
export const AREAS: readonly Area[] = [
  nyc('Midtown', '212', 0.95, ['10016', '10017', '10018', '10019', '10022', '10036']),
  nyc('Upper East Side', '646', 1.0, ['10021', '10028', '10065', '10075', '10128']),
  nyc('Upper West Side', '332', 0.95, ['10023', '10024', '10025', '10069']),
  nyc('Downtown Manhattan', '917', 0.9, ['10004', '10005', '10007', '10013', '10038']),
  nyc('Lower East Side', '680', 0.6, ['10002', '10003', '10009']),
  nyc('Harlem', '347', 0.75, ['10026', '10027', '10030', '10037', '10039']),
  nyc('Bronx North', '718', 0.9, ['10463', '10467', '10469'], 'Bronx'),
  nyc('Bronx South', '929', 0.85, ['10451', '10454', '10456'], 'Bronx'),
  nyc('Brooklyn Heights', '363', 0.95, ['11201', '11215', '11217'], 'Brooklyn'),
  nyc('Flatbush', '465', 0.9, ['11203', '11210', '11226'], 'Brooklyn'),
  nyc('Williamsburg', '624', 0.7, ['11206', '11211', '11249'], 'Brooklyn'),
  nyc('Bay Ridge', '235', 0.7, ['11209', '11220', '11228'], 'Brooklyn'),
  nyc('Astoria', '227', 0.75, ['11102', '11103', '11105'], 'Astoria'),
  nyc('Flushing', '329', 0.9, ['11354', '11355', '11358'], 'Flushing'),
  nyc('Jamaica', '353', 0.75, ['11432', '11433', '11435'], 'Jamaica'),
  nyc('Staten Island', '436', 0.65, ['10301', '10304', '10312'], 'Staten Island'),
  area('Nassau', 'NY', '516', 1.05, [['Hempstead', '11550'], ['Mineola', '11501'], ['Great Neck', '11021'], ['Garden City', '11530']]),
  area('Suffolk', 'NY', '631', 1.0, [['Huntington', '11743'], ['Bay Shore', '11706'], ['Stony Brook', '11790'], ['Riverhead', '11901']]),
  area('Westchester', 'NY', '914', 1.0, [['White Plains', '10601'], ['Yonkers', '10701'], ['New Rochelle', '10801'], ['Mount Kisco', '10549']]),
  area('Hudson Valley', 'NY', '845', 0.9, [['Poughkeepsie', '12601'], ['Newburgh', '12550'], ['Kingston', '12401'], ['Nyack', '10960']]),
  area('Albany', 'NY', '518', 0.8, [['Albany', '12208'], ['Schenectady', '12308'], ['Troy', '12180'], ['Saratoga Springs', '12866']]),
  area('Syracuse', 'NY', '315', 0.7, [['Syracuse', '13210'], ['Utica', '13501'], ['Liverpool', '13088']]),
  area('Rochester', 'NY', '585', 0.75, [['Rochester', '14620'], ['Webster', '14580'], ['Geneva', '14456']]),
  area('Buffalo', 'NY', '716', 0.8, [['Buffalo', '14203'], ['Amherst', '14226'], ['Niagara Falls', '14301']]),
  area('Newark', 'NJ', '973', 0.95, [['Newark', '07102'], ['Montclair', '07042'], ['Livingston', '07039']]),
  area('Jersey City', 'NJ', '201', 0.95, [['Jersey City', '07302'], ['Hoboken', '07030'], ['Hackensack', '07601']]),
  area('Paterson', 'NJ', '862', 0.7, [['Paterson', '07501'], ['Wayne', '07470'], ['Clifton', '07011']]),
  area('New Brunswick', 'NJ', '732', 0.9, [['New Brunswick', '08901'], ['Edison', '08817'], ['Princeton', '08540']]),
  area('Cherry Hill', 'NJ', '856', 0.7, [['Cherry Hill', '08002'], ['Camden', '08103'], ['Vineland', '08360']]),
  area('Stamford', 'CT', '203', 0.75, [['Stamford', '06902'], ['Norwalk', '06851'], ['Greenwich', '06830']]),
  area('New Haven', 'CT', '475', 0.7, [['New Haven', '06510'], ['Milford', '06460'], ['Waterbury', '06702']]),
  area('Hartford', 'CT', '860', 0.7, [['Hartford', '06103'], ['Farmington', '06032'], ['Middletown', '06457']]),
  area('Philadelphia', 'PA', '215', 1.0, [['Philadelphia', '19107'], ['Bryn Mawr', '19010'], ['Abington', '19001']]),
  area('Allentown', 'PA', '610', 0.6, [['Allentown', '18103'], ['Bethlehem', '18015'], ['Reading', '19601']]),
  area('Pittsburgh', 'PA', '412', 0.7, [['Pittsburgh', '15213'], ['Monroeville', '15146'], ['Greensburg', '15601']]),
  area('Boston', 'MA', '617', 0.8, [['Boston', '02115'], ['Cambridge', '02139'], ['Quincy', '02169']]),
  area('Ohio', 'OH', '614', 0.75, [['Columbus', '43210'], ['Cleveland', '44106'], ['Toledo', '43606']]),
  area('Michigan', 'MI', '313', 0.65, [['Detroit', '48201'], ['Ann Arbor', '48104'], ['Grand Rapids', '49503']]),
  area('Chicago', 'IL', '312', 0.5, [['Chicago', '60611'], ['Evanston', '60201'], ['Oak Park', '60302']], 'America/Chicago'),
  area('Southern California', 'CA', '213', 0.5, [['Los Angeles', '90033'], ['Pasadena', '91105'], ['Irvine', '92614']], 'America/Los_Angeles'),
];

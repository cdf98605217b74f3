/** One person of the demo company. `boss` is the key of somebody earlier in the list; keys are the first part of the mail. */
export interface PersonRow {
  name: string;
  title: string;
  department: string;
  region: 'EMEA' | 'AMER' | 'APAC';
  boss: string | null;
  /** Shown on the persona page, with what this person is for. */
  persona?: true;
}

const row = (name: string, title: string, department: string, region: PersonRow['region'], boss: string | null): PersonRow => ({
  name,
  title,
  department,
  region,
  boss,
});
const persona = (...args: Parameters<typeof row>): PersonRow => ({ ...row(...args), persona: true });

/** Contoso: eight departments, three regions, managers three levels deep. Whoever leads somebody comes before them. */
export const PEOPLE: readonly PersonRow[] = [
  row('Nadia Brandt', 'Chief executive', 'Executive', 'EMEA', null),
  row('Isaiah Langer', 'Chief financial officer', 'Finance', 'EMEA', 'nadia.brandt'),
  row('Patti Fernandez', 'Chief revenue officer', 'Sales', 'AMER', 'nadia.brandt'),
  persona('Miriam Graham', 'Marketing manager', 'Marketing', 'AMER', 'nadia.brandt'),
  row('Henrietta Mueller', 'Chief technology officer', 'Engineering', 'EMEA', 'nadia.brandt'),
  row('Johanna Lorenz', 'Chief information officer', 'IT', 'EMEA', 'nadia.brandt'),
  row('Lidia Holloway', 'Head of people', 'Human Resources', 'EMEA', 'nadia.brandt'),
  row('Lee Gu', 'Head of operations', 'Operations', 'APAC', 'nadia.brandt'),
  // Sales
  persona('Megan Bowen', 'Sales manager EMEA', 'Sales', 'EMEA', 'patti.fernandez'),
  row('Joni Sherman', 'Sales manager AMER', 'Sales', 'AMER', 'patti.fernandez'),
  row('Enrico Cattaneo', 'Sales manager APAC', 'Sales', 'APAC', 'patti.fernandez'),
  persona('Adele Vance', 'Account manager', 'Sales', 'EMEA', 'megan.bowen'),
  row('Gerhart Moller', 'Account manager', 'Sales', 'EMEA', 'megan.bowen'),
  row('Ines Ferreira', 'Sales engineer', 'Sales', 'EMEA', 'megan.bowen'),
  row('Tobias Lindgren', 'Sales assistant', 'Sales', 'EMEA', 'megan.bowen'),
  row('Raul Razo', 'Account manager', 'Sales', 'AMER', 'joni.sherman'),
  row('Delia Dennis', 'Account manager', 'Sales', 'AMER', 'joni.sherman'),
  row('Cameron White', 'Sales engineer', 'Sales', 'AMER', 'joni.sherman'),
  row('Yuki Tanabe', 'Account manager', 'Sales', 'APAC', 'enrico.cattaneo'),
  row('Mei Lin', 'Sales engineer', 'Sales', 'APAC', 'enrico.cattaneo'),
  // Marketing
  persona('Alex Wilber', 'Marketing assistant', 'Marketing', 'AMER', 'miriam.graham'),
  row('Bianca Pisani', 'Brand designer', 'Marketing', 'EMEA', 'miriam.graham'),
  row('Olga Petrenko', 'Event manager', 'Marketing', 'EMEA', 'miriam.graham'),
  row('Samuel Ofori', 'Content editor', 'Marketing', 'AMER', 'miriam.graham'),
  row('Priya Nair', 'Campaign analyst', 'Marketing', 'APAC', 'miriam.graham'),
  // Finance
  persona('Christie Cline', 'ERP project owner', 'Finance', 'AMER', 'isaiah.langer'),
  row('Allan Deyoung', 'Controller', 'Finance', 'EMEA', 'isaiah.langer'),
  row('Brian Johnson', 'Accountant', 'Finance', 'AMER', 'allan.deyoung'),
  row('Katri Virtanen', 'Accountant', 'Finance', 'EMEA', 'allan.deyoung'),
  row('Omar Haddad', 'Treasury analyst', 'Finance', 'EMEA', 'allan.deyoung'),
  row('Grace Otieno', 'Payroll specialist', 'Finance', 'EMEA', 'allan.deyoung'),
  // IT
  persona('Diego Siciliani', 'Security lead', 'IT', 'AMER', 'johanna.lorenz'),
  row('Emily Braun', 'Security analyst', 'IT', 'EMEA', 'diego.siciliani'),
  row('Nestor Wilke', 'Infrastructure lead', 'IT', 'AMER', 'johanna.lorenz'),
  row('Hamza Aydin', 'Systems engineer', 'IT', 'EMEA', 'nestor.wilke'),
  row('Vera Novak', 'Systems engineer', 'IT', 'EMEA', 'nestor.wilke'),
  row('Liam Carter', 'Service desk', 'IT', 'AMER', 'nestor.wilke'),
  row('Aiko Sato', 'Service desk', 'IT', 'APAC', 'nestor.wilke'),
  persona('Peter Vega', 'Partner manager', 'Operations', 'EMEA', 'lee.gu'),
  persona('Grady Archie', 'Partner manager', 'Operations', 'AMER', 'lee.gu'),
  // Engineering
  row('Anton Berg', 'Engineering manager', 'Engineering', 'EMEA', 'henrietta.mueller'),
  row('Fatima Zahra', 'Software engineer', 'Engineering', 'EMEA', 'anton.berg'),
  row('Jonas Keller', 'Software engineer', 'Engineering', 'EMEA', 'anton.berg'),
  row('Sofia Rossi', 'Test engineer', 'Engineering', 'EMEA', 'anton.berg'),
  row('Marek Dvorak', 'Data engineer', 'Engineering', 'EMEA', 'anton.berg'),
  row('Chen Wei', 'Engineering manager', 'Engineering', 'APAC', 'henrietta.mueller'),
  row('Hana Kim', 'Software engineer', 'Engineering', 'APAC', 'chen.wei'),
  row('Arjun Mehta', 'Software engineer', 'Engineering', 'APAC', 'chen.wei'),
  row('Lucas Silva', 'Site reliability engineer', 'Engineering', 'AMER', 'chen.wei'),
  // People, operations, executive
  row('Rosa Delgado', 'Recruiter', 'Human Resources', 'AMER', 'lidia.holloway'),
  row('Tom Eriksen', 'People partner', 'Human Resources', 'EMEA', 'lidia.holloway'),
  row('Wanjiru Kamau', 'Learning manager', 'Human Resources', 'EMEA', 'lidia.holloway'),
  row('Stefan Huber', 'Facility manager', 'Operations', 'EMEA', 'lee.gu'),
  row('Nina Kowalski', 'Logistics planner', 'Operations', 'EMEA', 'lee.gu'),
  row('Daniel Okafor', 'Procurement specialist', 'Operations', 'AMER', 'lee.gu'),
  row('Elena Popescu', 'Executive assistant', 'Executive', 'EMEA', 'nadia.brandt'),
  row('Viktor Larsen', 'Legal counsel', 'Executive', 'EMEA', 'nadia.brandt'),
  row('Ruth Abebe', 'Internal communications', 'Executive', 'EMEA', 'nadia.brandt'),
];

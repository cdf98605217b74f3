/** What each of the fixed people of the demo company is good for trying out, by their mail. */
export const PERSONA_PARTS: Readonly<Record<string, string>> = {
  'adele.vance@contoso.example': 'Asks for access. Start with “Project License”.',
  'megan.bowen@contoso.example': 'Adele’s manager: decides her requests, live.',
  'admin@contoso.example': 'Administrator: people, groups, catalogs, targets.',
  'auditor@contoso.example': 'Reads everything and changes nothing.',
  'alex.wilber@contoso.example': 'Another employee, in Marketing.',
  'miriam.graham@contoso.example': 'Owns the Marketing catalog: packages, policies, holders.',
  'christie.cline@contoso.example': 'Owns the ERP project and decides about it.',
  'diego.siciliani@contoso.example': 'Security: decides where no manager can.',
};

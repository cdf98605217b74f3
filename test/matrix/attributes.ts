/** What is known of those who ask: not all of it is everybody's to see. */
export const ATTRIBUTES = { department: 'Sales', jobTitle: 'Seller', region: 'EMEA', attributes: { Badge: '7' } };

/** The pages of a site: each has an address of its own and is built by itself. */
export const PAGES = ['check-in', 'feedback', 'display', 'desk', 'manager', 'phone'] as const;

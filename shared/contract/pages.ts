/**
 * The pages of a site: each has an address of its own and is built by itself. Those that only the
 * kiosk's shell opens are built with them, but are not listed here: a site does not serve them.
 */
export const PAGES = ['check-in', 'feedback', 'display', 'desk', 'manager', 'phone'] as const;

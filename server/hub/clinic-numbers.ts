/** The number that stands for a clinic inside the database. Throws for one that is not configured. */
export type ClinicNumbers = (clinicId: string) => number;

export function clinicNumbers(
  rows: readonly { readonly id: string; readonly number: number }[],
): ClinicNumbers {
  const numbers = new Map(rows.map(({ id, number }) => [id, number]));
  return (clinicId) => {
    const number = numbers.get(clinicId);
    if (number === undefined) throw new Error(`The clinic ${clinicId} is not in the database`);
    return number;
  };
}

namespace Presage.Tests.Benchmarks.Defaults;

/// <summary>The problems that defaults must hold on: from 6 to 400 columns, and from 20 failing rows on.</summary>
internal static class Suite
{
    /// <param name="real">Folder of the real records; where it is not there, its problem is left out.</param>
    /// <returns>
    /// Names, and what makes a problem from a seed. Where the name has a seed, and of the real records, only the learner's own differs.
    /// </returns>
    public static IEnumerable<(string Name, Func<long, DefaultsProblem> Create)> Problems(string real)
    {
        foreach (var fleet in Enumerable.Range(1, 4))
            yield return ($"100 simulated machines x 180 days, seed {fleet}", _ => FleetProblems.Simulated(100, 180, fleet));
        if (Directory.Exists(real))
            yield return ("20 real machines x 90 days", _ => FleetProblems.Real(real));
        else
            Console.Error.WriteLine($"{real} is not there: the real records are left out.");
        foreach (var (text, share) in ((string, double)[])[("", 0), (", half of those to learn from cut off", 0.5)])
            yield return ($"120 run-to-failure engines{text}", seed => FleetProblems.Engines(120, share, (int)seed));
        foreach (var isExclusiveOr in (bool[])[true, false])
        {
            foreach (var (columns, pairs, rows, share) in ((int, int, int, double)[])
                [(6, 2, 4_000, 0.2), (6, 2, 4_000, 0.02), (6, 1, 1_000, 0.02), (40, 3, 4_000, 0.2), (40, 3, 4_000, 0.02),
                    (400, 4, 4_000, 0.2), (400, 4, 4_000, 0.02)])
            {
                var kind = isExclusiveOr ? "exclusive or" : "thresholds";
                yield return (
                    $"{columns} columns, {kind}, {rows * share:0} of {rows} rows",
                    seed => InteractionTables.Create(columns, pairs, isExclusiveOr, rows, share, seed));
            }
        }
    }
}

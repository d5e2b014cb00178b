namespace Presage.Tests.EndToEnd.Broker.Chaos;

/// <summary>
/// PRESAGE_CHAOS_SEEDS says how many, PRESAGE_CHAOS_FIRST which comes first: one seed is tried again with PRESAGE_CHAOS_SEEDS=1
/// PRESAGE_CHAOS_FIRST=N.
/// </summary>
internal static class Seeds
{
    private const int Usual = 20;

    public static IEnumerable<TheoryDataRow<int>> All =>
        Enumerable.Range(Variable("FIRST", 1), Variable("SEEDS", Usual)).Select(seed => new TheoryDataRow<int>(seed));

    private static int Variable(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable($"PRESAGE_CHAOS_{name}"), out var value) ? value : usual;
}

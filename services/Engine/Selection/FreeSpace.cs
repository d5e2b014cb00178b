namespace Presage.Engine.Selection;

/// <summary>What of an algorithm's space is left to the search.</summary>
/// <param name="set">Hyper-parameters that have one value in every trial; they are not in the space.</param>
internal sealed class FreeSpace(
    string algorithm, AlgorithmSpace space, IReadOnlyDictionary<string, double> defaults, IReadOnlyDictionary<string, double> set,
    long seed)
{
    private readonly QuasiRandom _random = new(Math.Max(1, space.Parameters.Count), seed);

    public bool CanBeDrawn => space.Parameters.Count > 0;

    public static FreeSpace Of(
        string algorithm, AlgorithmSpace space, IReadOnlyDictionary<string, double> defaults, IReadOnlyDictionary<string, double> set,
        long seed) =>
        new(algorithm, space.Restrict(name => defaults.ContainsKey(name) && !set.ContainsKey(name)), defaults, set, seed);

    public IEnumerable<TrialSpec> Variations() => space.Variations.Select(variation => Spec(space.Varied(variation, defaults)));

    public TrialSpec Drawn(int point) => Spec(space.Drawn(_random, point));

    private TrialSpec Spec(Dictionary<string, double> varied) => new(algorithm, set.Concat(varied).ToDictionary());
}

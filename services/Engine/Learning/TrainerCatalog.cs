namespace Presage.Engine.Learning;

/// <summary>The algorithms of a program by name: Engine's own and those that other libraries add. Immutable.</summary>
public sealed class TrainerCatalog
{
    private readonly IReadOnlyList<Algorithm> _algorithms;

    private TrainerCatalog(IReadOnlyList<Algorithm> algorithms)
    {
        _algorithms = algorithms;
        Names = [.. algorithms.Select(algorithm => algorithm.Name)];
    }

    /// <summary>Engine's own algorithms.</summary>
    public static TrainerCatalog Own { get; } = new(
        [
            new(Trainers.GradientBoosting, () => new GradientBoosting()),
            new(Trainers.RandomForest, () => new RandomForest()),
            new(Trainers.DecisionTree, () => new DecisionTree()),
            new(Trainers.LogisticRegression, () => new LogisticRegression()),
        ]);

    public IReadOnlyList<string> Names { get; }

    /// <summary>These algorithms and more; one of the same name takes the other's place.</summary>
    public TrainerCatalog With(IEnumerable<Algorithm> more)
    {
        var added = more.ToList();
        return new([.. _algorithms.Where(known => !added.Exists(algorithm => algorithm.Name == known.Name)), .. added]);
    }

    /// <exception cref="PresageException">There is no such algorithm: <c>unknown-algorithm</c>.</exception>
    public ITrainer Create(string algorithm) => (Find(algorithm) ?? throw Unknown(algorithm)).Create();

    /// <summary>The name that hand-picked hyper-parameters of an algorithm stand under.</summary>
    internal string SearchedLike(string algorithm) => Find(algorithm)?.SearchedLike ?? algorithm;

    /// <summary>Reads a classifier in another library's own form; null when no algorithm of that name has one.</summary>
    internal UnconvertedReader? UnconvertedReaderOf(string algorithm) => Find(algorithm)?.ReadUnconverted;

    private Algorithm? Find(string algorithm) => _algorithms.FirstOrDefault(known => known.Name == algorithm);

    private PresageException Unknown(string algorithm) =>
        new(ErrorKind.Invalid, "unknown-algorithm", $"There is no algorithm '{algorithm}'.", $"Use one of: {string.Join(", ", Names)}.");
}

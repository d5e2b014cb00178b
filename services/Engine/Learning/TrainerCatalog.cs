namespace Presage.Engine.Learning;

/// <summary>The algorithms of a program by name: Engine's own and those that other libraries add. Immutable.</summary>
public sealed class TrainerCatalog
{
    private readonly IReadOnlyList<Algorithm> _algorithms;
    private readonly IReadOnlyList<AbsentAlgorithm> _absent;

    private TrainerCatalog(IReadOnlyList<Algorithm> algorithms, IReadOnlyList<AbsentAlgorithm> absent)
    {
        (_algorithms, _absent) = (algorithms, absent);
        Names = [.. algorithms.Select(algorithm => algorithm.Name)];
        AbsentNames = [.. absent.Select(algorithm => algorithm.Name)];
    }

    /// <summary>Engine's own algorithms.</summary>
    public static TrainerCatalog Own { get; } = new(
        [
            new(Trainers.GradientBoosting, () => new GradientBoosting()),
            new(Trainers.RandomForest, () => new RandomForest()),
            new(Trainers.DecisionTree, () => new DecisionTree()),
            new(Trainers.LogisticRegression, () => new LogisticRegression()),
        ],
        []);

    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<string> AbsentNames { get; }

    /// <summary>These algorithms and more; one of the same name takes the other's place.</summary>
    public TrainerCatalog With(IEnumerable<Algorithm> more)
    {
        var added = more.ToList();
        return new([.. _algorithms.Where(known => !added.Exists(algorithm => algorithm.Name == known.Name)), .. added], _absent);
    }

    /// <summary>The same algorithms, and some that are known to be had elsewhere.</summary>
    public TrainerCatalog Without(IEnumerable<AbsentAlgorithm> absent) => new(_algorithms, [.. _absent, .. absent]);

    /// <exception cref="PresageException">There is no such algorithm: <c>unknown-algorithm</c>, <c>algorithm-not-in-edition</c>.</exception>
    public ITrainer Create(string algorithm) => (Find(algorithm) ?? throw Unknown(algorithm)).Create();

    /// <summary>The name that hand-picked hyper-parameters of an algorithm stand under.</summary>
    internal string SearchedLike(string algorithm) => Find(algorithm)?.SearchedLike ?? algorithm;

    /// <summary>Reads the classifier of another library; null when no algorithm of that name has one.</summary>
    /// <exception cref="PresageException">The algorithm is had elsewhere only.</exception>
    internal ForeignClassifierReader? ReaderOf(string algorithm) => Find(algorithm) is { } known ? known.Read : Absent(algorithm) is { } absent ? throw absent : null;

    private Algorithm? Find(string algorithm) => _algorithms.FirstOrDefault(known => known.Name == algorithm);

    private PresageException Unknown(string algorithm) => Absent(algorithm)
        ?? new("unknown-algorithm", $"There is no algorithm '{algorithm}'.", $"Use one of: {string.Join(", ", Names)}.");

    private PresageException? Absent(string algorithm) => _absent.FirstOrDefault(known => known.Name == algorithm) is { } absent
        ? new("algorithm-not-in-edition", $"The algorithm '{algorithm}' is not part of this edition of presage.", absent.Remedy)
        : null;
}

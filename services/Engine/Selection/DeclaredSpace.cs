namespace Presage.Engine.Selection;

/// <summary>Hyper-parameters that somebody wants to be searched, by algorithm; the first algorithm is the one to beat.</summary>
public sealed record DeclaredSpace(IReadOnlyList<DeclaredAlgorithm> Algorithms)
{
    public DeclaredAlgorithm? Find(string algorithm) => Algorithms.FirstOrDefault(declared => declared.Algorithm == algorithm);
}

/// <param name="Parameters">At least one.</param>
public sealed record DeclaredAlgorithm(string Algorithm, IReadOnlyList<HyperParameter> Parameters);

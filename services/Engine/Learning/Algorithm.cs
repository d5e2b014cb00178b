namespace Presage.Engine.Learning;

/// <summary>A learning algorithm that a program has.</summary>
/// <param name="Create">Makes its trainer.</param>
/// <param name="Read">Reads the content of its <see cref="IForeignClassifier"/>; null when its classifiers are of Engine's own kinds.</param>
/// <param name="SearchedLike">Name of the algorithm whose hyper-parameters are worth a try with this one too, as far as it has them; null is itself.</param>
public sealed record Algorithm(string Name, Func<ITrainer> Create, ForeignClassifierReader? Read = null, string? SearchedLike = null);

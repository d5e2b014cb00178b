using Presage.Engine.Binary;

namespace Presage.Engine.Learning;

/// <summary>A learning algorithm that a program has.</summary>
/// <param name="Create">Makes its trainer.</param>
/// <param name="ReadUnconverted">Reads what the first version of the model's format kept of another library's classifier; null when there
/// is nothing of that kind.</param>
/// <param name="SearchedLike">Name of the algorithm whose hyper-parameters are worth a try with this one too, as far as it has them; null
/// is itself.</param>
public sealed record Algorithm(string Name, Func<ITrainer> Create, UnconvertedReader? ReadUnconverted = null, string? SearchedLike = null);

/// <summary>Makes a classifier of the content of one in another library's own form, which it trusts in nothing.</summary>
/// <exception cref="DamageException">The content is not such a classifier.</exception>
public delegate IClassifier UnconvertedReader(ReadOnlyMemory<byte> content, BinMapper mapper, int components);

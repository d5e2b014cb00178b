using Presage.Engine.Binary;

namespace Presage.Engine.Learning;

/// <summary>A classifier that another library trained. A model keeps it as bytes that only <see cref="Algorithm.Read"/> of its algorithm understands.</summary>
public interface IForeignClassifier : IClassifier
{
    BinMapper Mapper { get; }

    /// <summary>All that it takes to have the same classifier again, but for the mapper.</summary>
    ReadOnlyMemory<byte> Content { get; }
}

/// <summary>Makes a classifier of the content of one, which it trusts in nothing.</summary>
/// <exception cref="DamageException">The content is not such a classifier.</exception>
public delegate IForeignClassifier ForeignClassifierReader(ReadOnlyMemory<byte> content, BinMapper mapper, int components);

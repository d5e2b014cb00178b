using Presage.Engine.Binary;
using Presage.Engine.Learning;

namespace Presage.Engine.MicrosoftML.Ensembles;

/// <summary>The content of an <see cref="EnsembleClassifier"/>, as docs/model-format.md describes it: for each component Microsoft.ML's own zip.</summary>
internal static class EnsembleFormat
{
    public static byte[] Write(IReadOnlyList<EnsemblePart> parts)
    {
        var writer = new ByteWriter();
        foreach (var part in parts)
        {
            writer.Count(part.Zip.Length);
            writer.Raw<byte>(part.Zip);
            if (part.Zip.Length == 0)
                writer.Double(part.Base);
            else
                WriteCovers(writer, part.Covers);
        }

        return writer.Written.ToArray();
    }

    /// <exception cref="DamageException">The content is not exactly as it is written.</exception>
    public static EnsembleClassifier Read(string algorithm, ScoreKind kind, ReadOnlyMemory<byte> content, BinMapper mapper, int components)
    {
        var reader = new ByteReader(content.Span);
        var read = new BoostedComponent[components];
        for (var k = 0; k < components; k++)
            read[k] = ReadPart(ref reader, kind, mapper);
        if (!reader.IsAtEnd)
            throw new DamageException("something follows the end of its classifier");
        if (read.Sum(component => (long)component.Trees.Length) > ModelLimits.Trees)
            throw new DamageException($"it has more than {ModelLimits.Trees} trees");
        return new EnsembleClassifier(algorithm, kind, mapper, read, content);
    }

    private static void WriteCovers(ByteWriter writer, int[][] covers)
    {
        writer.Count(covers.Length);
        foreach (var cover in covers.SelectMany(tree => tree))
            writer.Count(cover);
    }

    private static BoostedComponent ReadPart(ref ByteReader reader, ScoreKind kind, BinMapper mapper)
    {
        var zip = reader.Raw<byte>(reader.Count(1));
        if (zip.Length == 0)
            return new BoostedComponent(ModelLimits.Sized(reader.Double()), [], new double[mapper.Columns.Count]);
        var component = EnsembleTrees.Read(zip, kind, mapper, reader.Count(1));
        for (var t = 0; t < component.Trees.Length; t++)
            component.Trees[t] = LeafCovers.Set(component.Trees[t], ReadCovers(ref reader, LeafCovers.LeafCount(component.Trees[t])));
        return component;
    }

    private static int[] ReadCovers(ref ByteReader reader, int leaves)
    {
        reader.Require(leaves);
        var covers = new int[leaves];
        long rows = 0;
        for (var leaf = 0; leaf < leaves; leaf++)
            rows += covers[leaf] = reader.Number();
        return covers.Contains(0) || rows > int.MaxValue ? throw new DamageException("the rows of a tree do not add up") : covers;
    }
}

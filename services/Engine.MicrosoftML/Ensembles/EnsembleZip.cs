using System.IO.Compression;
using Microsoft.ML;
using Presage.Engine.Binary;

namespace Presage.Engine.MicrosoftML.Ensembles;

/// <summary>A model of one component in Microsoft.ML's own format.</summary>
internal static class EnsembleZip
{
    /// <summary>The earliest that a zip can say; the same model gives the same bytes whenever it is saved.</summary>
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Save(MLContext context, ITransformer model, DataViewSchema schema)
    {
        using var saved = new MemoryStream();
        context.Model.Save(model, schema, saved);
        using var read = new ZipArchive(saved, ZipArchiveMode.Read);
        using var timeless = new MemoryStream();
        using (var written = new ZipArchive(timeless, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in read.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
                Copy(entry, written);
        }

        return timeless.ToArray();
    }

    /// <exception cref="DamageException">The bytes are not such a model.</exception>
    public static LoadedTrees Load(byte[] bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes);
            var model = new MLContext().Model.Load(stream, out _) as ISingleFeaturePredictionTransformer<object>;
            return LoadedTrees.Of(model?.Model) ?? throw new DamageException("its model of Microsoft.ML does not consist of trees");
        }
        catch (Exception exception) when (exception is not (DamageException or OutOfMemoryException))
        {
            // The library's reader throws whatever its code runs into when bytes are not what it wrote.
            throw new DamageException("Microsoft.ML cannot read its own part");
        }
    }

    private static void Copy(ZipArchiveEntry entry, ZipArchive to)
    {
        var copy = to.CreateEntry(entry.FullName, CompressionLevel.Optimal);
        copy.LastWriteTime = NoTime;
        using var source = entry.Open();
        using var target = copy.Open();
        source.CopyTo(target);
    }
}

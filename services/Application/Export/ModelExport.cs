using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Learning;
using Presage.Hosting.Models;
using Presage.Storage;

namespace Presage.Application.Export;

/// <summary>A model version as its own bytes, or as a model of another program.</summary>
internal sealed class ModelExport(ModelCatalog catalog, IModels models, TrainerCatalog trainers)
{
    /// <exception cref="PresageException">
    /// <c>unknown-format</c>, <c>damaged-model</c>, or the format cannot hold the model; nothing is written then.
    /// </exception>
    public async Task<ExportedModel> WriteAsync(string reference, string format, Stream output, CancellationToken cancellation)
    {
        if (!ModelFormats.All.Contains(format))
            throw new PresageException(
                ErrorKind.Invalid, "unknown-format", $"A model is not written as '{format}'.",
                $"Use one of: {string.Join(", ", ModelFormats.All)}.");

        var version = await catalog.GetAsync(reference, cancellation);
        var artifact = await models.ArtifactAsync(version.Name, version.Number, cancellation);
        var bytes = format == ModelFormats.XgboostJson ? ToXgboost(artifact, version.Sha256) : artifact;
        await output.WriteAsync(bytes, cancellation);
        return new ExportedModel(version.Name, version.Number, version.Algorithm, format, bytes.Length, version.Sha256);
    }

    private ReadOnlyMemory<byte> ToXgboost(byte[] artifact, string sha256)
    {
        var text = new MemoryStream();
        Model.FromBytes(artifact, trainers).WriteXgboost(text, sha256);
        return text.GetBuffer().AsMemory(0, (int)text.Length);
    }
}

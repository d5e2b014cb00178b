using Presage.Engine.Learning;
using Presage.Storage;

namespace Presage.Cli.Export;

/// <summary>A model version as a file: its own bytes, or a model of another program.</summary>
internal static class ModelExport
{
    public const string Presage = "presage";
    public const string XgboostJson = "xgboost-json";

    public static IReadOnlyList<string> Formats { get; } = [Presage, XgboostJson];

    /// <exception cref="Engine.PresageException">The stored bytes are not those that were registered, the format cannot hold the model, or the file
    /// cannot be written.</exception>
    public static async Task WriteAsync(IModels models, TrainerCatalog trainers, ModelVersion version, string format, string path, CancellationToken cancellation)
    {
        var artifact = await models.ArtifactAsync(version.Name, version.Number, cancellation);
        var model = format == XgboostJson ? Model.FromBytes(artifact, trainers) : null;
        await OutputFile.WriteBytesAsync(path, async stream =>
        {
            if (model is null)
                await stream.WriteAsync(artifact, cancellation);
            else
                model.WriteXgboost(stream, version.Sha256);
        });
    }
}

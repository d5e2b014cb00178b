using Presage.Contracts.Api;
using Presage.Engine;

namespace Presage.Application.Export;

/// <summary>What leaves Presage as a file, written to a stream; <see cref="OutputFile"/> makes a file of it.</summary>
public interface IExports
{
    /// <summary>The features and labels that a run built, as CSV.</summary>
    /// <exception cref="PresageException"><c>unknown-run</c>, <c>no-features</c>, <c>features-gone</c>.</exception>
    Task<ExportedFeatures> FeaturesAsync(string run, Stream output, CancellationToken cancellation);

    /// <summary>Deletes the features of a run once they are safe elsewhere; no other run uses them.</summary>
    Task ReleaseFeaturesAsync(string run, CancellationToken cancellation);

    /// <summary>Predictions as CSV, by machine and time.</summary>
    /// <exception cref="PresageException"><c>unknown-results</c>.</exception>
    Task<ExportedPredictions> PredictionsAsync(PredictionFilter filter, Stream output, CancellationToken cancellation);

    /// <param name="model">NAME, NAME@VERSION or NAME@champion.</param>
    /// <param name="format">One of <see cref="ModelFormats"/>.</param>
    /// <exception cref="PresageException">
    /// There is no such version, its stored bytes are not those that were registered, or the format cannot hold it.
    /// </exception>
    Task<ExportedModel> ModelAsync(string model, string format, Stream output, CancellationToken cancellation);
}

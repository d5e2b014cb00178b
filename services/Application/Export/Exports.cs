using Presage.Contracts.Api;

namespace Presage.Application.Export;

internal sealed class Exports(FeatureExport features, PredictionExport predictions, ModelExport models) : IExports
{
    public Task<ExportedFeatures> FeaturesAsync(string run, Stream output, CancellationToken cancellation) =>
        features.WriteAsync(run, output, cancellation);

    public Task ReleaseFeaturesAsync(string run, CancellationToken cancellation) => features.ReleaseAsync(run, cancellation);

    public Task<ExportedPredictions> PredictionsAsync(PredictionFilter filter, Stream output, CancellationToken cancellation) =>
        predictions.WriteAsync(filter, output, cancellation);

    public Task<ExportedModel> ModelAsync(string model, string format, Stream output, CancellationToken cancellation) =>
        models.WriteAsync(model, format, output, cancellation);
}

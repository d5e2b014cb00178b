using Presage.Contracts.Api;

namespace Presage.Training.Registration;

/// <summary>What the end of a training run needs to know.</summary>
/// <param name="Promote">Whether the version is to become the champion.</param>
/// <param name="At">When that was decided.</param>
internal sealed record SelectedModel(TrainResult Result, bool Promote, DateTime At);

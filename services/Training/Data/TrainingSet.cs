using Presage.Engine.Selection;

namespace Presage.Training.Data;

/// <summary>What a training run learns from.</summary>
/// <param name="Hash">Hash of everything in it that comes from the store.</param>
public sealed record TrainingSet(TrainingData Data, DataSplit Split, string Hash);

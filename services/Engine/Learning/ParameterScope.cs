using Presage.Engine.Features;

namespace Presage.Engine.Learning;

/// <summary>What the names of hyper-parameters may refer to: components by number, <c>rounds.0</c>, and columns by name.</summary>
public sealed record ParameterScope(int Components, IReadOnlyList<FeatureColumn> Columns)
{
    internal static ParameterScope Of(LearningTask task) => new(task.Labels.Length, task.Features.Mapper.Columns);
}

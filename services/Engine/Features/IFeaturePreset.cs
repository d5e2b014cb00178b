namespace Presage.Engine.Features;

/// <summary>A way to turn a machine's history into feature rows.</summary>
public interface IFeaturePreset
{
    string Name { get; }

    IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>How long before the range's beginning readings are needed; zero when the preset looks at the range only.</summary>
    TimeSpan LookBack { get; }

    /// <summary>Builds the rows of one machine in the range, in order of time. Pure: the same history gives the same bits.</summary>
    FeatureRows Build(MachineHistory history, FeatureRange range);
}

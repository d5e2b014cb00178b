namespace Presage.Engine.Scenarios;

/// <summary>A statistic of the readings in a window.</summary>
public enum Aggregate
{
    Mean,

    /// <summary>Sample standard deviation (divisor n - 1).</summary>
    Std,
    Min,
    Max,

    /// <summary>Least-squares slope against time, per hour.</summary>
    Slope,

    /// <summary>The latest reading.</summary>
    Last,
}

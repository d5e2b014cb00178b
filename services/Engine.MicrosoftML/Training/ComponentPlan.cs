using Presage.Engine.MicrosoftML.Data;

namespace Presage.Engine.MicrosoftML.Training;

/// <summary>How the trees of one component are to be grown.</summary>
/// <param name="Trees">Most trees.</param>
/// <param name="PositiveWeight">Weight of a positive row; others count 1.</param>
/// <param name="Slots">Numbers in the feature vector.</param>
internal sealed record ComponentPlan(int Component, int Trees, double PositiveWeight, int Seed, int Threads, int Slots)
{
    public string LabelColumn => BinView.Label(Component);

    /// <summary>Null when all rows count the same.</summary>
    public string? WeightColumn => PositiveWeight == 1 ? null : BinView.Weight(Component);
}

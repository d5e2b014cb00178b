namespace Presage.Engine.MicrosoftML.Ensembles;

/// <summary>What the trees of an ensemble add up to.</summary>
internal enum ScoreKind
{
    /// <summary>Log-odds, as the library's own calibrator turns them into a probability.</summary>
    LogOdds,

    /// <summary>The probability itself: leaves hold the mean of labels that are 1 and -1, and the trees are averaged.</summary>
    Probability,
}

namespace Presage.Storage.Histories;

/// <summary>Which part of a machine's history is wanted.</summary>
/// <param name="From">Exclusive beginning of the feature rows.</param>
/// <param name="To">Inclusive end of the feature rows; no reading that they could depend on is later.</param>
/// <param name="LookBack">How long before <paramref name="From"/> readings are needed.</param>
/// <param name="AsOf">Only records known at this moment count.</param>
public readonly record struct HistoryRange(DateTime From, DateTime To, TimeSpan LookBack, DateTime AsOf);

namespace Presage.Ingestion.Intakes;

/// <summary>
/// Takes records of one kind, wherever they come from: refuses those that the scenario or the machines of the data set do not allow, each
/// with a reason from
/// <see cref="Refusals"/>, and keeps the others until somebody takes them to the store.
/// </summary>
internal interface IIntake<out TRecord>
{
    /// <summary>Times of the records taken in, in Unix milliseconds.</summary>
    TimeSpread Times { get; }

    /// <summary>What came since the last time.</summary>
    IReadOnlyList<TRecord> Take();
}

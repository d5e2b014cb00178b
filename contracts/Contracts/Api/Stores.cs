namespace Presage.Contracts.Api;

/// <summary>A backup of a store, as it was read back.</summary>
/// <param name="File">Where it lies.</param>
/// <param name="Store">Id of the store.</param>
/// <param name="At">The moment as which the store was copied.</param>
/// <param name="Rows">By table.</param>
public sealed record StoreBackup(
    string File, string Store, int Form, DateTime At, long Bytes, IReadOnlyDictionary<string, long> Rows, double Seconds);

/// <summary>A store that was made of a backup.</summary>
/// <param name="File">Where it lies.</param>
/// <param name="Store">Its id, which is that of the store that was backed up.</param>
/// <param name="At">The moment as which that was copied.</param>
/// <param name="Former">The store that was there before, under its new name; null where there was none.</param>
/// <param name="Rows">By table.</param>
public sealed record StoreRestored(
    string File, string Store, int Form, DateTime At, long Bytes, IReadOnlyDictionary<string, long> Rows, double Seconds,
    string? Former = null);

/// <summary>What a look at a whole store has found.</summary>
/// <param name="Store">Where it is, without credentials.</param>
/// <param name="Id">32 hexadecimal digits, given when it was made.</param>
/// <param name="Form">Which form its records have.</param>
/// <param name="Made">When it got its id.</param>
/// <param name="Restored">When it was last restored from a backup; null where that is not known.</param>
/// <param name="Sound">Whether nothing is wrong with it; findings that only take room do not count.</param>
/// <param name="Bytes">What it takes on its disk; null where the server does not say.</param>
/// <param name="Free">Bytes that are free there; null where that is not known.</param>
/// <param name="Forecast">How long that will do; null where it cannot be told.</param>
/// <param name="Retention">What is kept for how long, and what would be deleted now.</param>
public sealed record StoreReport(
    string Store, string Id, int Form, DateTime Made, DateTime? Restored, bool Sound, long? Bytes, long? Free,
    IReadOnlyList<StoreKind> Kinds, IReadOnlyList<StoreTrouble> Findings, StoreForecast? Forecast = null,
    IReadOnlyList<RetentionPlan>? Retention = null);

/// <summary>How much there is of a kind of record.</summary>
/// <param name="Bytes">About what they take; null where the server does not say.</param>
/// <param name="From">Time of the earliest one; null where they have none.</param>
public sealed record StoreKind(string Kind, long Count, long? Bytes, DateTime? From, DateTime? To);

/// <summary>Something that is not as it should be.</summary>
/// <param name="Wrong">Whether something does not work for it; otherwise it only takes room.</param>
public sealed record StoreTrouble(string Code, string Message, string Remedy, bool Wrong);

/// <summary>How a store grows when records go on coming as they have come, by their own times.</summary>
/// <param name="BytesPerDay">What all kinds grow by that are not deleted when they are old.</param>
/// <param name="Days">Until the disk is full; null where it never is.</param>
public sealed record StoreForecast(double BytesPerDay, double? Days, DateTime? FullAt);

/// <summary>What is kept of a kind of record, and what would be deleted now.</summary>
/// <param name="Kind">telemetry, predictions, runs or faults.</param>
/// <param name="Name">The data set or result set; null where there is one for all.</param>
/// <param name="Days">How long it is kept.</param>
/// <param name="Before">What is earlier goes; null where nothing does.</param>
/// <param name="Count">Of what goes.</param>
/// <param name="Kept">What is old enough and stays, and why.</param>
public sealed record RetentionPlan(
    string Kind, string? Name, double Days, DateTime? Before, long Count, IReadOnlyList<string> Kept);

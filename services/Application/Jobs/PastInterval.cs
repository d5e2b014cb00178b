using Presage.Storage;

namespace Presage.Application.Jobs;

/// <summary>An interval of a job's past: (From, To].</summary>
/// <param name="Row">Of the ledger; null for one that lies before it.</param>
internal sealed record PastInterval(DateTime Nominal, DateTime From, DateTime To, Occurrence? Row);

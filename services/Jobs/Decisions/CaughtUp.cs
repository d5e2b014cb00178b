using Presage.Jobs.Definitions;
using Presage.Storage;

namespace Presage.Jobs.Decisions;

/// <summary>Skipped rows that a schedule comes back to when its pause is over.</summary>
internal static class CaughtUp
{
    /// <param name="skipped">The earliest first.</param>
    /// <param name="why">Such as: the pause by X is over.</param>
    public static IReadOnlyList<Occurrence> Of(IReadOnlyList<Occurrence> skipped, CatchUp catchUp, DateTime now, string why)
    {
        var within = skipped.Where(row => row.From is not null && row.Nominal >= now - catchUp.Window).ToList();
        var most = catchUp.Mode switch
        {
            CatchUpMode.None => 0,
            CatchUpMode.Latest => 1,
            _ => catchUp.Most,
        };
        return
        [
            .. within.TakeLast(most).Select(row => row with
            {
                Outcome = OccurrenceOutcome.Buffered, Why = $"{why}, and it is caught up with.", NotBefore = null, ChangedAt = now,
            }),
        ];
    }
}

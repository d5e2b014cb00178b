using Presage.Storage;

namespace Presage.Application.Models;

/// <summary>Reads the promotion log.</summary>
internal static class ChampionHistory
{
    /// <summary>
    /// The champion that was there when the present one was promoted for the first time. So a second rollback goes further back, and not
    /// forward again to the version that the first one took away.
    /// </summary>
    /// <param name="promotions">Oldest first.</param>
    /// <param name="existing">Versions that have not been deleted; others are passed over.</param>
    /// <returns>Null when there was none.</returns>
    public static int? Before(int champion, IReadOnlyList<Promotion> promotions, IReadOnlySet<int> existing) => promotions
        .Select(promotion => promotion.Version)
        .TakeWhile(version => version != champion)
        .Where(existing.Contains)
        .Select(version => (int?)version)
        .LastOrDefault();
}

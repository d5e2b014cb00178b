namespace Presage.Ingestion.LiveScoring;

/// <summary>
/// Knows which grid points of a data set have passed and are still to be told of. A point has passed when there is a reading that is later
/// by the grace. All times are Unix time.
/// </summary>
/// <param name="latest">Time of the latest reading so far.</param>
/// <param name="announced">Points after this one are new.</param>
internal sealed class GridPoints(long grid, long grace, long latest, long announced)
{
    /// <summary>Most points that are told of at once after a gap.</summary>
    public const int LookBack = 14;

    private const int MostRemembered = 10_000;

    private readonly Lock _lock = new();
    private readonly HashSet<long> _done = [];

    /// <summary>
    /// The points to tell of after these readings: those that have passed since the last time, and those that the readings belong to and
    /// that had passed before.
    /// </summary>
    public IReadOnlyList<long> Due(IReadOnlyCollection<long> readings)
    {
        lock (_lock)
        {
            latest = Math.Max(latest, readings.Max());
            var passed = PassedBy(latest, grid, grace);
            var due = readings.Select(time => PointOf(time, grid)).Where(point => point <= passed).ToHashSet();
            for (var point = Math.Max(announced + grid, passed - ((LookBack - 1) * grid)); point <= passed; point += grid)
                due.Add(point);

            return [.. due.Where(point => !_done.Contains(point)).Order().TakeLast(LookBack)];
        }
    }

    /// <summary>These points need not be told of again.</summary>
    public void Announce(IReadOnlyList<long> points)
    {
        lock (_lock)
        {
            if (_done.Count > MostRemembered)
                _done.Clear();

            _done.UnionWith(points);
            announced = Math.Max(announced, points[^1]);
        }
    }

    /// <summary>Stretches of points that follow each other: the first and the last point of each.</summary>
    /// <param name="points">In order.</param>
    public static IEnumerable<(long First, long Last)> Together(IReadOnlyList<long> points, long grid)
    {
        for (var (i, first) = (0, 0); i < points.Count; i++)
        {
            if (i + 1 < points.Count && points[i + 1] - points[i] == grid)
                continue;

            yield return (points[first], points[i]);
            first = i + 1;
        }
    }

    /// <summary>The latest point that has passed.</summary>
    public static long PassedBy(long latest, long grid, long grace) => (latest - grace) / grid * grid;

    /// <summary>The first point at a reading or after it.</summary>
    private static long PointOf(long time, long grid) => ((time - 1) / grid * grid) + grid;
}

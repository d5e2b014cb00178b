namespace Presage.Engine.Learning;

/// <summary>One lane after the other: what every processor can do.</summary>
internal readonly unsafe struct RowLanes1(nint row) : IRowLanes<RowLanes1>
{
    private const int Lanes = 8;

    private readonly nint _row = row;

    public static RowLanes1 Load(int* row) => new((nint)row);

    public static void AddTo(int* sums, RowLanes1 row)
    {
        var from = (int*)row._row;
        for (var lane = 0; lane < Lanes; lane++)
            sums[lane] += from[lane];
    }

    public static void Drain(int* sums, long* totals)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            totals[lane] += sums[lane];
            sums[lane] = 0;
        }
    }
}

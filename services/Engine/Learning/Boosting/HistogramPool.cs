namespace Presage.Engine.Learning;

/// <summary>Histograms that are used again from node to node and tree to tree; no more than there are leaves at once.</summary>
internal sealed class HistogramPool(int bundles)
{
    private readonly Stack<Histogram> _free = [];

    public Histogram Rent() => _free.TryPop(out var histogram) ? histogram : new Histogram(bundles);

    public void Return(Histogram histogram) => _free.Push(histogram);
}

namespace Presage.Reporting.Data;

/// <summary>Keeps the most recent of many items.</summary>
public sealed class MostRecent<T>(int most, Func<T, DateTime> time)
{
    private List<T> _items = [];

    public void Add(T item)
    {
        _items.Add(item);
        if (_items.Count > most * 8)
            _items = [.. InOrder()];
    }

    /// <summary>Latest first.</summary>
    public IReadOnlyList<T> ToList() => [.. InOrder()];

    private IEnumerable<T> InOrder() => _items.OrderByDescending(time).Take(most);
}

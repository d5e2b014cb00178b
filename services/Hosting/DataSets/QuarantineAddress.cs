using Presage.Storage;

namespace Presage.Hosting.DataSets;

/// <summary>The quarantine of a data set as a source: its rows are read again.</summary>
public static class QuarantineAddress
{
    private const string Scheme = "quarantine:";

    /// <summary>Such as <c>quarantine:?run=ingest-1&amp;reason=unknown-machine</c>.</summary>
    public static string Of(QuarantineQuery query)
    {
        (string Name, string? Value)[] filters = [("run", query.Run), ("kind", query.Source), ("reason", query.Reason)];
        var given = filters.Where(filter => filter.Value is not null);
        return $"{Scheme}?{string.Join('&', given.Select(filter => $"{filter.Name}={Uri.EscapeDataString(filter.Value!)}"))}";
    }

    /// <summary>Null for any other source.</summary>
    public static QuarantineQuery? Read(string dataset, IReadOnlyList<string>? sources)
    {
        if (sources is not [var address] || !address.StartsWith(Scheme, StringComparison.Ordinal))
            return null;

        var filters = address[Scheme.Length..].TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(filter => filter.Split('=', 2))
            .ToDictionary(filter => filter[0], filter => Uri.UnescapeDataString(filter[^1]));
        return new QuarantineQuery(
            dataset, filters.GetValueOrDefault("run"), filters.GetValueOrDefault("kind"), filters.GetValueOrDefault("reason"));
    }
}

using System.Globalization;
using Presage.Tests.Deployment.Manifests;

namespace Presage.Tests.Deployment.Rules;

/// <summary>Every container says what it needs and what it may take, of processor and memory.</summary>
internal static class ResourceRule
{
    private static readonly (string Suffix, double Factor)[] s_units =
        [("Ki", 1 << 10), ("Mi", 1 << 20), ("Gi", 1 << 30), ("m", 0.001), ("", 1)];

    public static IEnumerable<string> Check(ManifestSet manifests) => manifests.Containers.SelectMany(Check);

    private static IEnumerable<string> Check(Container container)
    {
        foreach (var resource in new[] { "cpu", "memory" })
        {
            var request = container.Node.Text($"resources/requests/{resource}");
            var limit = container.Node.Text($"resources/limits/{resource}");
            if (request is null)
                yield return $"{container} requests no {resource}";
            if (limit is null)
                yield return $"{container} has no limit of {resource}";
            if (request is not null && limit is not null && AmountOf(request) > AmountOf(limit))
                yield return $"{container} requests more {resource} than it may have";
        }
    }

    private static double AmountOf(string quantity)
    {
        var (suffix, factor) = s_units.First(unit => quantity.EndsWith(unit.Suffix, StringComparison.Ordinal));
        return double.Parse(quantity[..^suffix.Length], CultureInfo.InvariantCulture) * factor;
    }
}

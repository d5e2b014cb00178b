using System.Text.RegularExpressions;

namespace Presage.Tests.Architecture;

/// <summary>
/// Which folders of a project use which: by the namespaces that their files import or write out. What lies above is there without being
/// named, so a folder may use what stands above it, and only what it names counts.
/// </summary>
internal sealed partial class FolderGraph
{
    private readonly Dictionary<string, SortedSet<string>> _uses = [];

    private FolderGraph(IReadOnlyList<SourceFile> sources)
    {
        var namespaces = sources.Select(source => source.Namespace).OfType<string>().ToHashSet();
        foreach (var source in sources.Where(source => source.Namespace is not null))
            Uses(source.Namespace!)
                .UnionWith(QualifiedName().Matches(source.Code).Select(name => Longest(name.Value, namespaces)).OfType<string>());

        foreach (var (folder, uses) in _uses)
            uses.Remove(folder);
    }

    public static FolderGraph Of(ProjectFile project) =>
        new([.. Repository.Sources.Where(source => source.Path.StartsWith($"{project.Folder}/", StringComparison.Ordinal))]);

    public static FolderGraph Of(params SourceFile[] sources) => new(sources);

    /// <summary>A way from a folder back to itself, the shortest there is, such as "A -> B -> A"; null when there is none.</summary>
    public string? Cycle() =>
        _uses.Keys.Order(StringComparer.Ordinal).Select(Way).OfType<IReadOnlyList<string>>().MinBy(way => way.Count) is { } shortest
        ? string.Join(" -> ", shortest)
        : null;

    private IReadOnlyList<string>? Way(string start)
    {
        var ways = new Queue<IReadOnlyList<string>>([[start]]);
        var reached = new HashSet<string>();
        while (ways.TryDequeue(out var way))
            foreach (var next in Uses(way[^1]))
                if (next == start)
                    return [.. way, next];
                else if (reached.Add(next))
                    ways.Enqueue([.. way, next]);

        return null;
    }

    private SortedSet<string> Uses(string folder) =>
        _uses.TryGetValue(folder, out var uses) ? uses : _uses[folder] = new SortedSet<string>(StringComparer.Ordinal);

    /// <summary>The namespace that a qualified name lies in, or is.</summary>
    private static string? Longest(string name, HashSet<string> namespaces)
    {
        for (var end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1))
            if (namespaces.Contains(name[..end]))
                return name[..end];

        return null;
    }

    [GeneratedRegex(@"\bPresage(\.\w+)+")]
    private static partial Regex QualifiedName();
}

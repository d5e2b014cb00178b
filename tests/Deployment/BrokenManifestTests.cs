using Presage.Tests.Deployment.Manifests;
using Presage.Tests.Deployment.Rules;
using Presage.Tests.Deployment.Schemas;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment;

/// <summary>Each rule finds what it is there for: one change that breaks it, made to a manifest that keeps it.</summary>
public sealed class BrokenManifestTests
{
    private static readonly Dictionary<string, Func<ManifestSet, IEnumerable<string>>> s_rules = new()
    {
        ["schema"] = SchemaCheck.Check,
        ["form"] = FormRule.Check,
        ["resources"] = ResourceRule.Check,
        ["probes"] = ProbeRule.Check,
        ["security"] = SecurityRule.Check,
        ["images"] = ImageRule.Check,
        ["secrets"] = SecretRule.Check,
        ["grace"] = GraceRule.Check,
        ["environment"] = EnvironmentRule.Check,
        ["references"] = ReferenceRule.Check,
        ["selectors"] = SelectorRule.Check,
        ["network"] = NetworkRule.Check,
        ["scaling"] = ScalingRule.Check,
        ["jobs"] = JobRule.Check,
        ["hosts"] = HostRule.Check,
        ["kept"] = KeptRule.Check,
        ["claims"] = ClaimRule.Check,
    };

    /// <summary>Rule, object, path, new value (none: the path is removed), and what the rule says.</summary>
    public static TheoryData<string, string, string, string, string> Cases { get; } = ReadCases();

    [Fact]
    public void Every_rule_has_a_case() => Cases.Select(row => row.Data.Item1).Distinct().ShouldBe(s_rules.Keys, ignoreOrder: true);

    [Theory, MemberData(nameof(Cases))]
    public async Task A_rule_finds_what_breaks_it(string rule, string name, string path, string value, string complaint)
    {
        Assert.SkipUnless(rule != "schema" || Declarations.AreInstalled, Declarations.HowToInstall);
        var manifests = await Kustomize.OverlayAsync("standalone");
        s_rules[rule](manifests).ShouldBeEmpty();

        Change(manifests.Everything.Single(manifest => manifest.ToString() == name).Root,
            [.. path.Split('/').Select(step => step.Replace('>', '/'))], value);

        s_rules[rule](manifests).ShouldContain(violation => violation.Contains(complaint));
    }

    private static void Change(YamlNode node, ReadOnlySpan<string> path, string value)
    {
        foreach (var step in path[..^1])
            node = node.Child(step) ?? throw new InvalidOperationException($"There is no {step}.");

        var last = path[^1];
        if (node is YamlSequenceNode list && value.Length == 0)
            list.Children.RemoveAt(int.Parse(last, System.Globalization.CultureInfo.InvariantCulture));
        else if (node is YamlSequenceNode items)
            items.Add(Parse(value));
        else if (node is YamlMappingNode map && value.Length == 0)
            map.Children.Remove(new YamlScalarNode(last)).ShouldBeTrue();
        else if (node is YamlMappingNode values)
            values.Children[new YamlScalarNode(last)] = Parse(value);
    }

    private static YamlNode Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents[0].RootNode;
    }

    private static TheoryData<string, string, string, string, string> ReadCases()
    {
        var cases = new TheoryData<string, string, string, string, string>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "broken-manifests.txt"))
            .Where(line => line.Length > 0 && line[0] != '#'))
        {
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            cases.Add(cells[0], cells[1], cells[2], cells[3], cells[4]);
        }

        return cases;
    }
}

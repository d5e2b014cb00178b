using Rule = System.Func<Presage.Tests.Deployment.Compose.ComposeFile, System.Collections.Generic.IEnumerable<string>>;

namespace Presage.Tests.Deployment.Compose;

/// <summary>What Docker Compose starts, by our own rules.</summary>
public sealed class ComposeTests
{
    private static readonly Dictionary<string, Rule> s_rules = new()
    {
        ["limits"] = ComposeRules.Limits,
        ["rights"] = ComposeRules.Rights,
        ["images"] = ComposeRules.Images,
        ["ports"] = ComposeRules.Ports,
        ["passwords"] = ComposeRules.Passwords,
        ["settings"] = ComposeRules.Settings,
        ["options"] = ComposeRules.Options,
        ["grace"] = ComposeRules.Grace,
        ["scaling"] = ComposeRules.Scaling,
        ["builds"] = ComposeRules.Builds,
    };

    public static TheoryData<string, string> Cases { get; } = new(
        from file in new[] { "docker-compose.yml", "docker-compose.observability.yml" }
        from rule in s_rules.Keys
        select (file, rule));

    [Theory, MemberData(nameof(Cases))]
    public void Every_container_keeps_the_rules(string file, string rule) => s_rules[rule](ComposeFile.Read(file)).ShouldBeEmpty();

    [Theory]
    [InlineData("limits", "  mem_limit: 1g", "  shm_size: 1g", "scoring has no mem_limit")]
    [InlineData("rights", "  read_only: true", "  read_only: false", "rabbitmq may write to its root")]
    [InlineData("rights", "  cap_drop: [ALL]", "  cap_drop: [NET_RAW]", "scoring has capabilities")]
    [InlineData("rights", "no-new-privileges:true", "no-new-privileges:false", "mongodb may gain privileges")]
    [InlineData("images", "rabbitmq:4.1.8-management", "rabbitmq:management", "has no exact version")]
    [InlineData("images", "mongo:8.0.26", "mongo:8.0", "has no exact version")]
    [InlineData("images", "presage/scoring:0.1.0", "presage/scoring:9.9.9", "is not of version")]
    [InlineData("ports", "\"${PUBLISH_ADDRESS:-127.0.0.1}:5672:5672\"", "\"5672:5672\"", "rabbitmq publishes 5672:5672")]
    [InlineData(
        "passwords", "${MONGODB_PASSWORD:?set MONGODB_PASSWORD in .env (see .env.example)}",
        "${MONGODB_PASSWORD:-secret}", "has a default")]
    [InlineData("settings", "${PRESAGE_DATA:-./data}", "${DATA:-./data}", ".env.example does not have DATA")]
    [InlineData("options", "Storage__Database: presage", "Storage__Databse: presage", "Storage__Databse is no option")]
    [InlineData(
        "grace", "stop_grace_period: 120s", "stop_grace_period: 60s", "scoring is killed after 60 s, but takes up to 110 s to stop")]
    [InlineData(
        "scaling", "    image: presage/scoring:0.1.0", "    image: presage/scoring:0.1.0\n    container_name: scoring",
        "scoring can run only once")]
    [InlineData("builds", "{ SERVICE: Scoring,", "{ SERVICE: Training,", "scoring is built from Training")]
    public void A_rule_finds_what_breaks_it(string rule, string old, string changed, string complaint) =>
        s_rules[rule](ComposeFile.Read("docker-compose.yml").With(old, changed)).ShouldContain(violation => violation.Contains(complaint));

    [Fact]
    public void Every_service_has_a_container()
    {
        var programs = Directory.GetFiles(Repository.PathOf("services"), "Program.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!));

        ComposeFile.Read("docker-compose.yml").Services.Where(service => service.IsOfPresage)
            .Select(service => service.Image!.Split('/', ':')[1]).Distinct()
            .ShouldBe(programs.Select(program => program.ToLowerInvariant()), ignoreOrder: true);
    }
}

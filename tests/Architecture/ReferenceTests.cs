namespace Presage.Tests.Architecture;

public sealed class ReferenceTests
{
    private const string OfProcesses = "Contracts Engine Hosting Scenarios Sources Storage";

    /// <summary>What each project may refer to; those that are not named here are processes.</summary>
    private static readonly Dictionary<string, string> Below = new()
    {
        ["Contracts"] = "",
        ["Engine"] = "",
        ["Engine.MicrosoftML"] = "Engine",
        ["Scenarios"] = "Engine",
        ["Storage"] = "Engine",
        ["Storage.MongoDb"] = "Engine Storage",
        ["Sources"] = "Engine",
        ["Jobs"] = "Engine Scenarios Storage",
        ["Connections"] = "Engine Scenarios Storage",
        ["Hosting"] = "Contracts Engine Engine.MicrosoftML Scenarios Storage Storage.MongoDb",
        ["Application"] = "Connections Contracts Engine Hosting Jobs Scenarios Storage",
        ["Reporting"] = "Contracts Engine Hosting Storage",
        ["Monitoring"] = $"Connections Jobs {OfProcesses}",
        ["Scheduler"] = $"Application Connections Jobs Reporting {OfProcesses}",
        ["Cli"] = $"Application Connections Jobs Reporting Features Ingestion Monitoring Scheduler Scoring Training {OfProcesses}",
    };

    [Fact]
    public void Contracts_reference_nothing()
    {
        var contracts = Repository.Project("contracts/Contracts/Contracts.csproj");

        contracts.References.ShouldBeEmpty();
        contracts.Packages.ShouldBeEmpty();
        contracts.HasFramework.ShouldBeFalse();
    }

    [Fact]
    public void Engine_needs_the_base_class_library_only()
    {
        var engine = Repository.Project("services/Engine/Engine.csproj");

        engine.References.ShouldBeEmpty();
        engine.Packages.ShouldAllBe(package => package.IsPrivate);
        engine.HasFramework.ShouldBeFalse();
    }

    [Fact]
    public void Projects_refer_to_what_lies_below_them_and_processes_never_to_each_other()
    {
        var projects = Repository.Projects.Where(project => !project.Folder.StartsWith("tests/", StringComparison.Ordinal)).ToList();

        var wrong = projects.SelectMany(project => project.References
            .Except(Below.GetValueOrDefault(project.Name, OfProcesses).Split(' '))
            .Select(reference => $"{project.Name} -> {reference}"));

        Below.Keys.Except(projects.Select(project => project.Name)).ShouldBeEmpty();
        projects.Count.ShouldBeGreaterThan(Below.Count);
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Product_code_never_references_tests()
    {
        var tests = Repository.Projects.Where(project => project.Folder.StartsWith("tests/", StringComparison.Ordinal))
            .Select(project => project.Folder).ToList();

        var wrong = Repository.Projects
            .Where(project => !tests.Contains(project.Folder))
            .Where(project => Repository.Read(project.Path).Replace('\\', '/').Contains("/tests/", StringComparison.Ordinal))
            .Select(project => project.Path);

        tests.ShouldNotBeEmpty();
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Only_Hosting_knows_the_broker()
    {
        var projects = Repository.Projects
            .Where(project => project.Packages.Any(package => package.Name.Contains("RabbitMQ", StringComparison.OrdinalIgnoreCase)))
            .Where(project => !project.Path.StartsWith("tests/", StringComparison.Ordinal))
            .Select(project => project.Path);
        var sources = Repository.ProductSources
            .Where(source => source.Code.Contains("RabbitMq", StringComparison.OrdinalIgnoreCase))
            .Where(source => !source.Path.StartsWith("services/Hosting/", StringComparison.Ordinal))
            .Select(source => source.Path);

        projects.ShouldBe(["services/Hosting/Hosting.csproj"]);
        sources.ShouldBeEmpty();
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        var solution = Repository.Read("Microservices.sln").Replace('\\', '/');

        Repository.Projects.Where(project => !solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Engine.MicrosoftML")]
    [InlineData("Storage.MongoDb")]
    public void Only_Hosting_and_tests_refer_to_what_is_loaded_when_it_is_asked_for(string project)
    {
        var referring = Repository.Projects
            .Where(other => other.References.Contains(project) && !other.Folder.StartsWith("tests/", StringComparison.Ordinal))
            .Select(other => other.Name);

        referring.ShouldBe(["Hosting"]);
    }

    [Fact]
    public void Nothing_is_built_in_two_ways()
    {
        var conditional = Repository.Projects.Where(
            project => Repository.Read(project.Path).Contains("Condition=", StringComparison.Ordinal));
        var switched = Repository.Sources.Where(source => source.Lines.Any(line => line.StartsWith("#if", StringComparison.Ordinal)));

        conditional.Select(project => project.Path).ShouldBeEmpty();
        switched.Select(source => source.Path).ShouldBeEmpty();
    }
}

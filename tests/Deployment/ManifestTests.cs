using Presage.Tests.Deployment.Manifests;
using Presage.Tests.Deployment.Rules;

namespace Presage.Tests.Deployment;

/// <summary>What each overlay gives to a cluster, by our own rules.</summary>
public sealed class ManifestTests
{
    public static TheoryData<string> Overlays { get; } = [.. Kustomize.Overlays];

    [Theory, MemberData(nameof(Overlays))]
    public Task Names_and_amounts_have_the_form_that_Kubernetes_takes(string overlay) => HoldsAsync(FormRule.Check, overlay);

    [Theory, MemberData(nameof(Overlays))]
    public Task Every_container_has_requests_and_limits(string overlay) => HoldsAsync(ResourceRule.Check, overlay);

    [Theory, MemberData(nameof(Overlays))]
    public Task Whoever_stays_is_asked_whether_it_started_lives_and_is_ready(string overlay) => HoldsAsync(ProbeRule.Check, overlay);

    [Theory, MemberData(nameof(Overlays))]
    public Task No_container_has_rights_that_it_does_not_need(string overlay) => HoldsAsync(SecurityRule.Check, overlay);

    [Theory, MemberData(nameof(Overlays))]
    public Task Every_image_has_an_exact_version(string overlay) => HoldsAsync(ImageRule.Check, overlay);

    [Theory, MemberData(nameof(Overlays))]
    public Task No_manifest_holds_a_secret(string overlay) => HoldsAsync(SecretRule.Check, overlay);

    [Theory, MemberData(nameof(Overlays))]
    public Task Every_worker_has_time_to_hand_back_its_work(string overlay) => HoldsAsync(GraceRule.Check, overlay);

    [Theory, MemberData(nameof(Overlays))]
    public Task Every_environment_variable_is_an_option(string overlay) => HoldsAsync(EnvironmentRule.Check, overlay);

    [Theory, MemberData(nameof(Overlays))]
    public Task Whatever_is_named_is_there(string overlay) => HoldsAsync(ReferenceRule.Check, overlay);

    [Theory, MemberData(nameof(Overlays))]
    public Task Selectors_find_what_they_are_meant_for(string overlay) => HoldsAsync(SelectorRule.Check, overlay);

    [Theory, MemberData(nameof(Overlays))]
    public Task Who_may_send_is_heard_and_nobody_else(string overlay) => HoldsAsync(NetworkRule.Check, overlay);

    [Theory, MemberData(nameof(Overlays))]
    public Task Every_queue_wakes_the_worker_that_takes_from_it(string overlay) => HoldsAsync(ScalingRule.Check, overlay);

    [Theory, MemberData(nameof(Overlays))]
    public Task Jobs_can_be_applied_again(string overlay) => HoldsAsync(JobRule.Check, overlay);

    [Theory, MemberData(nameof(Overlays))]
    public Task Whoever_uses_a_host_can_find_it(string overlay) => HoldsAsync(HostRule.Check, overlay);

    [Theory, MemberData(nameof(Overlays))]
    public Task Deleting_it_takes_no_data(string overlay) => HoldsAsync(KeptRule.Check, overlay);

    [Theory, MemberData(nameof(Overlays))]
    public Task Whoever_mounts_a_claim_runs_where_it_can(string overlay) => HoldsAsync(ClaimRule.Check, overlay);

    private static async Task HoldsAsync(Func<ManifestSet, IEnumerable<string>> rule, string overlay) =>
        rule(await Kustomize.OverlayAsync(overlay)).ShouldBeEmpty();
}

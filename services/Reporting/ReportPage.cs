using Presage.Reporting.Charts;
using Presage.Reporting.Data;
using Presage.Reporting.Sections;

namespace Presage.Reporting;

/// <summary>The report as one HTML document; the same data gives the same text.</summary>
public static class ReportPage
{
    public static Markup Of(ReportData data)
    {
        var subject = data.Subject;
        var (dataSet, written) = (subject.DataSet, Format.Time(data.WrittenAt));
        return Page.Of(
            $"Presage: {subject.Name}",
            Markup.Of(
                $"""
                <p class="eyebrow">Predictive maintenance report</p>
                <h1>{subject.Name}</h1>
                <p class="lead">Data set {dataSet.Name}, scenario {dataSet.ScenarioName}. Written {written} UTC.</p>
                """),
            [
                SummarySection.Of(data),
                ScoringSection.Of(data.Scoring),
                ModelSection.Of(data.Model, data.Scoring?.Outcome),
                FeatureSection.Of(data.Features),
                RawDataSection.Of(data.Raw),
                TermsSection.Of(subject.Scenario),
            ],
            Markup.Of($"<p>Written by Presage. This file needs no network and runs no script; it can be kept, mailed and printed.</p>"));
    }
}

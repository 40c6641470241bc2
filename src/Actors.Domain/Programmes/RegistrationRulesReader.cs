namespace Actors.Domain.Programmes;

/// <summary>Reads the rules of registration in a programme file. What the file leaves out has a default.</summary>
internal static class RegistrationRulesReader
{
    private const int MaxTextVersion = 10_000;

    /// <summary>Reads the section of registration.</summary>
    public static RegistrationRules Read(ProgrammeDocument.RegistrationSection section, FieldChecks checks)
    {
        var rules = new RegistrationRules
        {
            TermsVersion = checks.Whole("registration.termsVersion", section.TermsVersion, 1, MaxTextVersion),
            HealthNoticeVersion = checks.Whole(
                "registration.healthNoticeVersion", section.HealthNoticeVersion, 1, MaxTextVersion),
            PledgeNoticeVersion = checks.Whole(
                "registration.pledgeNoticeVersion", section.PledgeNoticeVersion, 1, MaxTextVersion),
            LocationNoticeVersion = checks.Whole(
                "registration.locationNoticeVersion", section.LocationNoticeVersion, 1, MaxTextVersion),
            RecommendedAppVersion = checks.Version("registration.recommendedAppVersion", section.RecommendedAppVersion),
            MinimumIos = checks.Version("registration.minimumIos", section.MinimumIos),
            MinimumAndroid = checks.Version("registration.minimumAndroid", section.MinimumAndroid),
            TakeoverWait = checks.Hours("registration.takeoverWaitHours", section.TakeoverWaitHours, 1, 24),
            TakeoverRest = checks.Hours("registration.takeoverRestDays", section.TakeoverRestDays, 1, 31) * 24,
            CodeTries = checks.Whole("registration.codeTries", section.CodeTries, 1, 10),
            ContactFromDay = checks.Whole("registration.contactFromDay", section.ContactFromDay, 0, 14),
            UnusedDays = checks.Whole("registration.unusedDays", section.UnusedDays, 1, 366),
            RosterDays = checks.Whole("registration.rosterDays", section.RosterDays, 1, 366),
            ErasesOnRequest = section.ErasesOnRequest ?? true,
            DetailsContact = checks.Text("registration.detailsContact", section.DetailsContact),
            AppContact = checks.Text("registration.appContact", section.AppContact),
        };
        checks.Relate(
            rules.TakeoverRest > rules.TakeoverWait,
            "Give more than takeoverWaitHours, so that requests of other phones cannot excuse duties without end.",
            "registration.takeoverRestDays", "registration.takeoverWaitHours");
        return rules;
    }
}

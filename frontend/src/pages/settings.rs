//! What this installation is, and who else may talk to it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use tieout_contract::health::{About, Authentication};
use tieout_contract::token::{NewToken, Token, TokenScope};

use crate::state::load::Load;
use crate::texts::pages::settings as text;
use crate::texts::{shell, upload};
use crate::ui::{Dialog, Empty, FaultNotice, Glyph, Icon, Skeleton, Toasts, live};
use crate::{api, browser, locale};

const SCOPES: [TokenScope; 4] = [
    TokenScope::Read,
    TokenScope::Write,
    TokenScope::Pvault,
    TokenScope::Admin,
];

type Loaded = Load<Vec<Token>>;

/// The settings.
#[component]
pub fn Settings() -> impl IntoView {
    browser::set_title(text::TITLE);
    let about = Load::new(api::about);
    let tokens = Load::new(api::tokens);
    view! {
        <div class="mx-auto max-w-4xl">
            <h1 class="mb-4 text-title font-semibold">{text::TITLE}</h1>
            <section class="card mb-6 p-4">
                <h2 class="mb-3 font-semibold">{text::INSTALLATION}</h2>
                {live(move || about.fault.get().map(|fault| view! { <FaultNotice fault retry=move |()| about.again() /> }))}
                {live(move || about.value.get().map(|about| facts(&about)))}
            </section>
            <section class="card">
                <header class="border-b border-line p-4">
                    <h2 class="font-semibold">{text::TOKENS}</h2>
                    <p class="text-table text-ink-2">{text::TOKENS_NOTE}</p>
                </header>
                <Make tokens />
                {live(move || tokens.fault.get().map(|fault| view! { <FaultNotice fault retry=move |()| tokens.again() /> }))}
                {live(move || match tokens.value.get() {
                    None if tokens.fault.read().is_some() => ().into_any(),
                    None => view! { <Skeleton rows=3 /> }.into_any(),
                    Some(list) if list.is_empty() => view! { <Empty text=text::NO_TOKENS /> }.into_any(),
                    Some(list) => listed(tokens, &list),
                })}
            </section>
        </div>
    }
}

fn facts(about: &About) -> AnyView {
    let access = match about.authentication {
        Authentication::Local => text::LOCAL,
        Authentication::Token => text::TOKEN,
    };
    let facts = [
        (text::VERSION, about.version.clone()),
        (text::RETENTION, text::days(about.retention_days)),
        (
            text::LIMITS,
            upload::limits(about.max_files.into(), about.max_file_mb),
        ),
        (text::USER, about.user.clone()),
        (text::AUTHENTICATION, access.to_owned()),
    ];
    let fact = |(name, value)| {
        view! { <div class="grid gap-x-4 sm:grid-cols-[200px_1fr]"><dt class="text-ink-2">{name}</dt><dd>{value}</dd></div> }
    };
    view! {
        <dl class="space-y-1.5">
            {facts.map(fact).collect_view()}
            <div class="grid gap-x-4 sm:grid-cols-[200px_1fr]">
                <dt class="text-ink-2">{text::API}</dt>
                <dd><a class="link" href="/api/docs/" rel="external">{text::API_DOCS}</a></dd>
            </div>
        </dl>
    }
    .into_any()
}

#[component]
fn Make(tokens: Loaded) -> impl IntoView {
    let toasts = Toasts::here();
    let name = RwSignal::new(String::new());
    let scope = RwSignal::new(0_usize);
    let days = RwSignal::new("90".to_owned());
    let secret = RwSignal::new(String::new());
    let is_shown = RwSignal::new(false);
    let make = move || {
        let token = NewToken {
            name: name.get_untracked().trim().to_owned(),
            scopes: SCOPES
                .get(scope.get_untracked())
                .copied()
                .into_iter()
                .collect(),
            days: days.get_untracked().parse().unwrap_or_default(),
        };
        spawn_local(async move {
            match api::create_token(&token).await {
                Ok(made) => {
                    name.set(String::new());
                    secret.set(made);
                    is_shown.set(true);
                }
                Err(fault) => toasts.say(fault.detail()),
            }
            tokens.again();
        });
    };
    let options = text::SCOPES.iter().enumerate().map(|(index, (_, words))| {
        view! { <option value=index.to_string()>{*words}</option> }
    });
    let options = options.collect_view();
    let field = "flex flex-col gap-1 text-table text-ink-2";
    view! {
        <form
            class="flex flex-wrap items-end gap-3 border-b border-line p-4"
            on:submit=move |event| {
                event.prevent_default();
                make();
            }
        >
            <label class="flex grow basis-48 flex-col gap-1 text-table text-ink-2">{text::NAME}<input class="input" type="text" maxlength="200" required=true bind:value=name /></label>
            <label class=field>{text::SCOPE}<select class="input" on:change:target=move |event| scope.set(event.target().value().parse().unwrap_or_default())>{options}</select></label>
            <label class=field>{text::DAYS}<input class="input w-24" type="number" min="1" max="366" required=true bind:value=days /></label>
            <button type="submit" class="btn btn-primary">{text::CREATE}</button>
        </form>
        <Dialog title=Signal::stored(text::SECRET_TITLE.to_owned()) open=is_shown>
            <p class="mb-3 text-ink-2">{text::SECRET_NOTE}</p>
            <p class="rounded-box border border-line bg-paper p-3 font-mono text-table break-all">{live(move || secret.get())}</p>
            <button type="button" class="btn mt-3" on:click=move |_| {
                spawn_local(async move {
                    let is_copied = browser::copy(&secret.get_untracked()).await;
                    toasts.say(if is_copied { shell::COPIED } else { shell::NOT_COPIED });
                });
            }><Icon glyph=Glyph::Copy />{shell::COPY}</button>
        </Dialog>
    }
}

fn listed(tokens: Loaded, list: &[Token]) -> AnyView {
    view! {
        <div class="relative overflow-x-auto" tabindex="0" role="region" aria-label=text::TOKENS>
            <table class="row-table">
                <thead>
                    <tr>
                        <th scope="col">{text::NAME}</th>
                        <th scope="col">{text::SCOPE}</th>
                        <th scope="col">{text::EXPIRES}</th>
                        <th scope="col">{text::LAST_USED}</th>
                        <th scope="col"><span class="sr-only">{text::REVOKE}</span></th>
                    </tr>
                </thead>
                <tbody>{list.iter().map(|token| row(tokens, token)).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(tokens: Loaded, token: &Token) -> AnyView {
    let toasts = Toasts::here();
    let id = token.id;
    let revoke = move |_| {
        spawn_local(async move {
            if let Err(fault) = api::revoke_token(id).await {
                toasts.say(fault.detail());
            }
            tokens.again();
        });
    };
    let scopes: Vec<&str> = token
        .scopes
        .iter()
        .map(|scope| scope_words(*scope))
        .collect();
    let used = token
        .last_used_at
        .map_or_else(|| text::NEVER.to_owned(), locale::ago);
    let action = if token.revoked_at.is_some() {
        view! { <span class="text-ink-2">{text::REVOKED}</span> }.into_any()
    } else {
        view! { <button type="button" class="btn btn-danger" aria-label=text::revoke(&token.name) on:click=revoke>{text::REVOKE}</button> }.into_any()
    };
    view! {
        <tr>
            <td>{token.name.clone()}</td>
            <td>{scopes.join(", ")}</td>
            <td title=locale::exact(token.expires_at)>{locale::full_day(token.expires_at.date_naive())}</td>
            <td>{used}</td>
            <td class="num">{action}</td>
        </tr>
    }
    .into_any()
}

fn scope_words(scope: TokenScope) -> &'static str {
    let place = SCOPES
        .iter()
        .position(|known| *known == scope)
        .unwrap_or_default();
    text::SCOPES.get(place).map_or("", |(_, words)| words)
}

const texts = {
  zh: {
    title: '支付分计划', planHeading: '1. 商户创建计划', planName: '计划名称', lessons: '节数', price: '每节价格（元）',
    createPlan: '创建计划', subscriptionHeading: '2. 用户订阅并上课', user: '用户 openid', subscribe: '订阅', state: '状态',
    sign: '（用户）签约', cancel: '（用户）解约', lessonsCaption: '课程', lesson: '课', priceColumn: '价格', charged: '已扣款',
    total: '合计已扣款', begin: '开始下一节课', end: '下课并扣款', other: 'English', otherLang: 'en', currency: '元',
    paying: '扣款中', planCreated: '计划已创建：', lessonName: (number) => `第${number}节课`,
    UNSIGNED: '待签约', SIGNED: '已签约', COMPLETE: '已完成', SIGN_PLAN_CANCEL: '已解约', EXPIRE: '已过期',
    NOT_USED: '未上课', USING: '上课中', USED: '已上课', SIGN_PLAN_DETAIL_CANCEL: '已取消',
  },
  en: {
    title: 'Payscore plan', planHeading: '1. The merchant creates a plan', planName: 'Name of the plan', lessons: 'Lessons',
    price: 'Price of a lesson (yuan)', createPlan: 'Create plan', subscriptionHeading: '2. A user subscribes and takes lessons',
    user: 'openid of the user', subscribe: 'Subscribe', state: 'State', sign: '(User) sign', cancel: '(User) cancel',
    lessonsCaption: 'Lessons', lesson: 'Lesson', priceColumn: 'Price', charged: 'Charged', total: 'Charged in total',
    begin: 'Begin next lesson', end: 'End lesson and charge', other: '中文', otherLang: 'zh-CN', currency: 'yuan',
    paying: 'being charged', planCreated: 'Plan created: ', lessonName: (number) => `Lesson ${number}`,
    UNSIGNED: 'not signed yet', SIGNED: 'signed', COMPLETE: 'complete', SIGN_PLAN_CANCEL: 'cancelled', EXPIRE: 'expired',
    NOT_USED: 'not taken', USING: 'under way', USED: 'taken', SIGN_PLAN_DETAIL_CANCEL: 'cancelled',
  },
};

const byId = (id) => document.getElementById(id);
let language = navigator.language.startsWith('en') ? 'en' : 'zh';
let plan;
let subscription;
let events;
let ended;
let busy = false;

const text = (key) => texts[language][key] ?? key;
const money = (fen) => `${(fen / 100).toFixed(2)} ${text('currency')}`;

async function call(url, body) {
  byId('problem').textContent = '';
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  });
  if (response.status === 204) {
    return undefined;
  }
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.detail ?? answer.title ?? answer.error ?? response.status);
  }
  return answer;
}

function render() {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
  document.querySelectorAll('[data-text]').forEach((element) => { element.textContent = text(element.dataset.text); });
  byId('language').textContent = text('other');
  byId('language').lang = text('otherLang');
  byId('plan').hidden = !plan;
  byId('subscribe-form').querySelector('button').disabled = !plan;
  if (plan) {
    byId('plan').textContent = `${text('planCreated')}${plan.name} (${plan.merchantPlanNo}), ${money(plan.totalActualPrice)}`;
  }
  byId('subscription').hidden = !subscription;
  if (!subscription) {
    return;
  }
  const { state, lessons } = subscription;
  byId('state').textContent = text(state);
  byId('state').dataset.state = state;
  byId('lessons').replaceChildren(...lessons.map((lesson) => {
    const row = document.createElement('tr');
    row.dataset.state = lesson.state;
    for (const value of [lesson.name, money(lesson.price), text(lesson.state), lesson.paid === undefined ? (lesson.number === ended && lesson.state === 'USING' ? text('paying') : '') : money(lesson.paid)]) {
      row.append(Object.assign(document.createElement('td'), { textContent: value }));
    }
    return row;
  }));
  byId('total').textContent = money(lessons.reduce((sum, lesson) => sum + (lesson.paid ?? 0), 0));
  const underWay = lessons.find((lesson) => lesson.state === 'USING');
  byId('sign').disabled = state !== 'UNSIGNED';
  byId('cancel').disabled = state !== 'SIGNED' || underWay;
  byId('begin').disabled = state !== 'SIGNED' || underWay || !lessons.some((lesson) => lesson.state === 'NOT_USED');
  byId('end').disabled = !underWay;
}

function onAct(element, event, act) {
  element.addEventListener(event, async (occurred) => {
    occurred.preventDefault();
    if (busy) {
      return;
    }
    busy = true;
    try {
      await act(occurred.target);
    } catch (problem) {
      byId('problem').textContent = problem.message;
    } finally {
      busy = false;
    }
    render();
  });
}

const openid = () => ({ openid: byId('subscribe-form').elements.openid.value });

onAct(byId('language'), 'click', () => { language = language === 'en' ? 'zh' : 'en'; });

onAct(byId('plan-form'), 'submit', async (form) => {
  const fen = Math.round(Number(form.elements.price.value) * 100);
  const details = Array.from({ length: Number(form.elements.lessons.value) },
    (ignored, index) => ({ name: text('lessonName')(index + 1), originalPrice: fen, actualPrice: fen }));
  plan = await call('plans', {
    merchantPlanNo: `YOGA-${Date.now()}`, name: form.elements.name.value, durationDays: 300, details,
  });
});

onAct(byId('subscribe-form'), 'submit', async () => {
  const { number } = await call(`plans/${plan.merchantPlanNo}/subscriptions`, openid());
  events?.close();
  events = new EventSource(`subscriptions/${number}/events`);
  events.addEventListener('message', (message) => {
    subscription = JSON.parse(message.data);
    render();
  });
});

onAct(byId('sign'), 'click', () => call(`simulator/subscriptions/${subscription.number}/sign`, openid()));
onAct(byId('cancel'), 'click', () => call(`simulator/subscriptions/${subscription.number}/cancel`, openid()));
onAct(byId('begin'), 'click', async () => { subscription = await call(`subscriptions/${subscription.number}/lessons`); });
onAct(byId('end'), 'click', async () => {
  const lesson = subscription.lessons.find(({ state }) => state === 'USING');
  subscription = await call(`subscriptions/${subscription.number}/lessons/${lesson.number}/end`);
  ended = lesson.number;
});

render();
